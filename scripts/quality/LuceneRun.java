import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Ranks with Lucene as it comes: FrenchAnalyzer and BM25 (k1 1.2, b .75), title and body in
 * one field, OR of the words of the query. With --analysis, the analyzer and the constants are those of an
 * index template of OpenSearch, whose filters are Lucene's.
 *
 * <p>usage: LuceneRun [--analysis FILE] DOCS RUNS QUERIES... - writes a TREC run of each file of queries into
 * the folder RUNS, under the same name. FILE has a line for each char filter and filter, in their order, and for
 * the similarity: its type and its parameters, with tabs between them.
 */
public final class LuceneRun {
    private static final int DEPTH = 100;

    private Analyzer analyzer = new FrenchAnalyzer();
    private Similarity similarity = new BM25Similarity();
    private final Directory index = new ByteBuffersDirectory();

    private static List<String[]> rows(Path file, int cells) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", cells))
                .collect(Collectors.toList());
    }

    /** The analyzer of a template. */
    private static final class Described extends Analyzer {
        private final List<String[]> parts;

        Described(List<String[]> parts) {
            this.parts = parts;
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            for (String[] part : parts) {
                if (part[0].equals("char_filter")) {
                    reader = new PatternReplaceCharFilter(Pattern.compile(part[1]), part[2], reader);
                }
            }
            return reader;
        }

        private static CharArraySet words(String[] part, boolean ignoreCase) {
            return new CharArraySet(words(part), ignoreCase);
        }

        private static TokenStream synonyms(String[] part, TokenStream in) {
            try {
                SolrSynonymParser rules =
                        new SolrSynonymParser(true, true, new WhitespaceAnalyzer());
                rules.parse(new StringReader(String.join("\n", words(part))));
                return new SynonymGraphFilter(in, rules.build(), false);
            } catch (IOException | ParseException reason) {
                throw new IllegalArgumentException(reason);
            }
        }

        private static List<String> words(String[] part) {
            return Arrays.asList(part).subList(1, part.length);
        }

        private static TokenStream filter(String[] part, TokenStream in) {
            switch (part[0]) {
                case "elision":
                    return new ElisionFilter(in, words(part, true));
                case "lowercase":
                    return new LowerCaseFilter(in);
                case "asciifolding":
                    return new ASCIIFoldingFilter(in);
                case "synonym":
                    return synonyms(part, in);
                case "stop":
                    return new StopFilter(in, words(part, false));
                case "pattern_replace":
                    return new PatternReplaceFilter(in, Pattern.compile(part[1]), part[2], true);
                case "snowball":
                    return new SnowballFilter(in, part[1]);
                default:
                    throw new IllegalArgumentException("no filter " + part[0]);
            }
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new StandardTokenizer();
            TokenStream tokens = tokenizer;
            for (String[] part : parts) {
                if (!part[0].equals("char_filter") && !part[0].equals("BM25")) {
                    tokens = filter(part, tokens);
                }
            }
            return new TokenStreamComponents(tokenizer, tokens);
        }
    }

    private void take(Path analysis) throws IOException {
        List<String[]> parts = rows(analysis, -1);
        analyzer = new Described(parts);
        for (String[] part : parts) {
            if (part[0].equals("BM25")) {
                similarity =
                        new BM25Similarity(Float.parseFloat(part[1]), Float.parseFloat(part[2]));
            }
        }
    }

    private void add(Path docs) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(similarity);
        try (IndexWriter writer = new IndexWriter(index, config)) {
            for (String[] row : rows(docs, 3)) {
                Document document = new Document();
                document.add(new StoredField("id", row[0]));
                document.add(new TextField("text", row[1] + " " + row[2], Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    /** A query none of whose signs is syntax, nor a capital AND, OR or NOT. */
    private static String words(String query) {
        return QueryParser.escape(query).replaceAll("\\b(AND|OR|NOT)\\b", "\\\\$1");
    }

    private void answer(IndexSearcher searcher, String[] row, PrintWriter run)
            throws Exception {
        String words = words(row[1]);
        if (words.isBlank()) {
            return;
        }
        ScoreDoc[] found =
                searcher.search(new QueryParser("text", analyzer).parse(words), DEPTH).scoreDocs;
        for (int i = 0; i < found.length; i++) {
            String id = searcher.doc(found[i].doc).get("id");
            run.println(row[0] + " Q0 " + id + " " + (i + 1) + " " + found[i].score + " lucene");
        }
    }

    private void answerAll(Path queries, Path runs) throws Exception {
        Path file = runs.resolve(queries.getFileName());
        try (DirectoryReader reader = DirectoryReader.open(index);
                PrintWriter run = new PrintWriter(Files.newBufferedWriter(file))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(similarity);
            for (String[] row : rows(queries, 2)) {
                answer(searcher, row, run);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        LuceneRun lucene = new LuceneRun();
        int at = 0;
        if (args[0].equals("--analysis")) {
            lucene.take(Path.of(args[1]));
            at = 2;
        }
        lucene.add(Path.of(args[at]));
        for (int i = at + 2; i < args.length; i++) {
            lucene.answerAll(Path.of(args[i]), Path.of(args[at + 1]));
        }
    }
}
