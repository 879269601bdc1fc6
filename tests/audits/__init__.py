"""Tests of audits: records, results, charts, workbooks and pages."""
