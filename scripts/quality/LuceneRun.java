import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Ranks with Lucene as it comes: FrenchAnalyzer and BM25 (k1 1.2, b .75), title and body in
 * one field, OR of the words of the query.
 *
 * <p>usage: LuceneRun DOCS RUNS QUERIES... - writes a TREC run of each file of queries into
 * the folder RUNS, under the same name.
 */
public final class LuceneRun {
    private static final int DEPTH = 100;

    private final Analyzer analyzer = new FrenchAnalyzer();
    private final Directory index = new ByteBuffersDirectory();

    private static List<String[]> rows(Path file, int cells) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", cells))
                .collect(Collectors.toList());
    }

    private void add(Path docs) throws IOException {
        try (IndexWriter writer = new IndexWriter(index, new IndexWriterConfig(analyzer))) {
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
            throws IOException, ParseException {
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

    private void answerAll(Path queries, Path runs) throws IOException, ParseException {
        Path file = runs.resolve(queries.getFileName());
        try (DirectoryReader reader = DirectoryReader.open(index);
                PrintWriter run = new PrintWriter(Files.newBufferedWriter(file))) {
            for (String[] row : rows(queries, 2)) {
                answer(new IndexSearcher(reader), row, run);
            }
        }
    }

    public static void main(String[] args) throws IOException, ParseException {
        LuceneRun lucene = new LuceneRun();
        lucene.add(Path.of(args[0]));
        for (int i = 2; i < args.length; i++) {
            lucene.answerAll(Path.of(args[i]), Path.of(args[1]));
        }
    }
}
