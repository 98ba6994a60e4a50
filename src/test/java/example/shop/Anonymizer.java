package example.shop;

import io.nightload.row.RowError;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Takes and gives columns: keeps the first letter of a name, and refuses a row without one. */
public class Anonymizer implements ItemProcessor<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> process(Map<String, Object> columns) {
        if (columns.get("name") == null) {
            throw new RowError("nobody has no name", null, "name");
        }
        Map<String, Object> given = new HashMap<>(columns);
        given.put("name", String.valueOf(columns.get("name")).substring(0, 1));
        return given;
    }
}
