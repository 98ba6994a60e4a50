package io.nightload.source.json;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.file.ChangedFileException;
import io.nightload.source.file.FilePosition;
import io.nightload.source.file.InputFile;
import io.nightload.source.file.TextEncoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Plans the reading of JSON files by what their first objects have. */
public final class JsonPlanner {

    /** How many objects are looked at, all files together. */
    public static final int SAMPLE = 1_000;

    private final Planning planning;
    private final TextEncoding encoding;
    private final boolean optional;
    private final Shape seen = new Shape();
    private final List<JsonFile> files = new ArrayList<>();
    private int objects;
    private boolean anything;

    /** @param optional whether an empty file is no problem */
    public JsonPlanner(Planning planning, TextEncoding encoding, boolean optional) {
        this.planning = planning;
        this.encoding = encoding;
        this.optional = optional;
    }

    /**
     * Reads the files' first objects.
     *
     * @param columns what the job says of keys, by the names that it gives their columns
     * @param ignoreUnknown whether a key that is not among these is passed over
     */
    public Source.Plan plan(
            List<Located<InputFile>> found, Map<Located<String>, JsonColumn> columns, boolean ignoreUnknown) {
        found.forEach(this::look);
        Layout layout = new Layout(planning, seen, columns);
        boolean nothing = files.isEmpty() || (optional && !anything);
        return new JsonPlan(layout.schema(), layout, layout.levels(), List.copyOf(files), ignoreUnknown, nothing);
    }

    private void look(Located<InputFile> located) {
        InputFile file = located.value();
        try {
            Charset charset = encoding.of(file);
            boolean array;
            try (RecordFinder finder = RecordFinder.open(new JsonFile(file, charset, false), FilePosition.START)) {
                int first = finder.firstByte();
                array = first == '[';
                if (first < 0 && !optional) {
                    planning.problem(
                            located.position(),
                            file.name() + " has no objects (" + file.size()
                                    + " bytes): optional: true lets empty files pass");
                }
                if (first < 0) {
                    return;
                }
            }
            JsonFile planned = new JsonFile(file, charset, array);
            sample(planned);
            files.add(planned);
        } catch (IOException | JsonException | ChangedFileException | IllegalArgumentException e) {
            planning.problem(located.position(), String.valueOf(e.getMessage()));
        }
    }

    private void sample(JsonFile file) throws IOException {
        try (RecordFinder finder = RecordFinder.open(file, FilePosition.START)) {
            while (objects < SAMPLE && finder.next()) {
                anything = true;
                Found found = finder.found();
                see(found, file.file().name() + ":" + found.start().line());
            }
        }
    }

    /** One that is malformed is a rejected row when the step runs; what stands before the fault has been seen. */
    private void see(Found found, String place) {
        try (JsonParser json = RecordParser.open(found.bytes(), found.from(), found.length())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                seen.see(json, place);
                objects++;
            }
        } catch (JacksonException malformed) {
            objects++;
        }
    }
}
