import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Prints one line a file and standard: PASS or FAIL and the rules that failed. Arguments: files. */
public class Check {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files)
      for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1})
        try (var parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
          var result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
          var failed = new java.util.TreeSet<String>();
          result.getTestAssertions().forEach(a -> failed.add(a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber() + " " + a.getMessage()));
          System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + failed);
        }
  }
}
