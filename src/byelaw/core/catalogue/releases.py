"""What can be wrong with releases, the sign-offs beside content, and the urgent changes that releases tell of."""

from byelaw.core.problems import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "release-misplaced",
        "a release that stands in another's place",
        "What release.yml says it is does not agree with the folder it stands in, so others would read the wrong words.",
        "Put the folder back where it was. A new version is made with `byelaw release`.",
    ),
    Code(
        "release-not-newer",
        "a release that is not newer than the last",
        "Releases are never changed, and their versions only go up: 1.9 is followed by 1.10 or 2.",
        "Choose a higher version.",
    ),
    Code(
        "release-unpinned",
        "a release of what stands on moving ground",
        "The localisation extends the working copy of its parent. Its own words would be frozen, and all the others would still change.",
        "Let it extend a release, such as `extends: framework@1.1`; release the parent first if there is none.",
    ),
    Code(
        "release-unsigned",
        "a release of content that nobody has signed off as it is",
        "There is no sign-off, or the content changed after one. The release and every page that follows it say so.",
        "Have it read, then `byelaw sign`, and release after that. `--signed-only` refuses to release without.",
        Severity.WARNING,
    ),
    Code(
        "sign-off-outdated",
        "content that changed after it was signed off",
        "The sign-off names a content that is neither what stands beside it now nor what was released, so it holds for nothing.",
        "Have the content read again, then `byelaw sign`; or take the entry out of sign-offs.yml.",
        Severity.WARNING,
    ),
    Code(
        "urgent-nowhere",
        "an urgent change of a passage that is not there",
        "The address names no block and no document of what is to be released, so that nobody could be led to it.",
        "Correct the address; the hint shows the nearest.",
    ),
)
