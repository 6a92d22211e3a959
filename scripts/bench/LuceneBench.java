import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * Builds an index of notices with Lucene as it comes (FrenchAnalyzer, BM25), or times queries.
 *
 * <p>usage: LuceneBench build INDEX TSV fields|one THREADS
 * <br>LuceneBench ask INDEX QUERIES fields|one PASSES ids|titles|passages
 *
 * <p>A line of the TSV is a number and the twelve cells of a notice, a header before them. With
 * "fields" each cell is a field with positions, and a query asks them all; with "one" the
 * cells are stored one by one and indexed together. A line of the queries is a kind, a tab
 * and the words; for each, the last pass prints the kind, microseconds and the hits. Of these the ids
 * are read, or also the stored titles, or also a passage of their summaries that the words are marked in.
 */
public final class LuceneBench {
    private static final double BUFFER_MB = 256;
    private static final int TOP = 10;
    private static final String ALL = "all";
    private static final Set<String> TITLE = Set.of("titre");
    private static final String SUMMARY = "resume";

    private final Analyzer analyzer = new FrenchAnalyzer();
    private final QueryBuilder builder = new QueryBuilder(analyzer);
    private final Path folder;
    private final boolean one;
    private final List<String> fields = new ArrayList<>();

    private LuceneBench(String folder, String mode) {
        this.folder = Path.of(folder);
        this.one = mode.equals("one");
    }

    private Document document(String[] names, String[] cells) {
        Document document = new Document();
        document.add(new SortedDocValuesField(names[1], new BytesRef(cells[1])));
        for (int i = 2; i < cells.length; i++) {
            if (one) {
                document.add(new StoredField(names[i], cells[i]));
                document.add(new TextField(ALL, cells[i], Field.Store.NO));
            } else {
                document.add(new TextField(names[i], cells[i], Field.Store.YES));
            }
        }
        return document;
    }

    /** What each thread does until the file is read; the reader is locked line by line. */
    private void addLines(BufferedReader in, String[] names, IndexWriter writer) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                writer.addDocument(document(names, line.split("\t", -1)));
            }
        } catch (IOException reason) {
            throw new java.io.UncheckedIOException(reason);
        }
    }

    private void build(Path tsv, int threads) throws IOException, InterruptedException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER_MB);
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config);
                BufferedReader in = Files.newBufferedReader(tsv)) {
            String[] names = in.readLine().split("\t");
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(new Thread(() -> addLines(in, names, writer)));
                workers.get(i).start();
            }
            for (Thread worker : workers) {
                worker.join();
            }
            writer.commit();
        }
    }

    private Query inField(String field, String kind, String words) {
        return kind.equals("phrase")
                ? builder.createPhraseQuery(field, words)
                : builder.createBooleanQuery(field, words);
    }

    /** One word or phrase in any field. */
    private Query anywhere(String kind, String words) {
        if (one) {
            return inField(ALL, kind, words);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String field : fields) {
            Query part = inField(field, kind, words);
            if (part != null) {
                query.add(part, Occur.SHOULD);
            }
        }
        return query.build();
    }

    private Query query(String kind, String words) {
        if (kind.equals("phrase") || kind.equals("term")) {
            return anywhere(kind, words);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : words.split(" ")) {
            Query part = anywhere(kind, word);
            if (part != null) {
                query.add(part, kind.equals("and") ? Occur.MUST : Occur.SHOULD);
            }
        }
        return query.build();
    }

    /** The id of a hit, from its column: cheaper than from the stored text. */
    private static boolean readId(IndexSearcher searcher, int number) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(number, leaves));
        SortedDocValues ids = leaf.reader().getSortedDocValues("id");
        return ids.advanceExact(number - leaf.docBase) && ids.binaryValue().length > 0;
    }

    /** The number of hits that were read, as far as is asked. */
    private int answer(IndexSearcher searcher, UnifiedHighlighter marker, String shown, String[] row)
            throws IOException {
        Query query = query(row[0], row[1]);
        if (query == null) {
            return 0;
        }
        int found = 0;
        TopDocs hits = searcher.search(query, TOP);
        for (ScoreDoc hit : hits.scoreDocs) {
            boolean read = readId(searcher, hit.doc);
            if (!shown.equals("ids")) {
                read &= searcher.doc(hit.doc, TITLE).get("titre") != null;
            }
            found += read ? 1 : 0;
        }
        if (shown.equals("passages") && marker.highlight(SUMMARY, query, hits, 2).length < found) {
            throw new IOException("hits without a passage");
        }
        return found;
    }

    private void ask(Path queries, int passes, String shown) throws IOException {
        List<String> lines = Files.readAllLines(queries);
        StringBuilder out = new StringBuilder();
        try (FSDirectory directory = FSDirectory.open(folder);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            UnifiedHighlighter marker = new UnifiedHighlighter(searcher, analyzer);
            marker.setFieldMatcher(field -> true); // words of any field are marked in the summary
            reader.leaves().get(0).reader().getFieldInfos().forEach(info -> {
                if (!info.name.equals("id") && !info.name.equals(ALL)) {
                    fields.add(info.name);
                }
            });
            for (int pass = 1; pass <= passes; pass++) {
                for (String line : lines) {
                    String[] row = line.split("\t", 2);
                    long start = System.nanoTime();
                    int found = answer(searcher, marker, shown, row);
                    double micros = (System.nanoTime() - start) / 1e3;
                    if (pass == passes) {
                        out.append(row[0] + "\t" + micros + "\t" + found + "\n");
                    }
                }
            }
        }
        System.out.print(out);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        LuceneBench lucene = new LuceneBench(args[1], args[3]);
        Path file = Path.of(args[2]);
        int number = Integer.parseInt(args[4]);
        if (args[0].equals("build")) {
            lucene.build(file, number);
        } else {
            lucene.ask(file, number, args[5]);
        }
    }
}
