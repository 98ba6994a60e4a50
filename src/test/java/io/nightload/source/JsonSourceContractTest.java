package io.nightload.source;

import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

class JsonSourceContractTest extends SourceContract {

    @Override
    protected Source<?> source() {
        return new JsonSource(new DataFolders(List.of()));
    }

    @Override
    protected String readable() throws IOException {
        Files.writeString(
                folder.resolve("a.json"),
                "{\"id\":1,\"name\":\"anna\"}\n\n{\"id\":2,\"name\":\"b\\nert\"}\r\nnonsense\n{\"id\":3}\n");
        Files.writeString(folder.resolve("b.json"), "[]");
        Files.writeString(folder.resolve("c.json"), "[ {\"name\": \"carl\", \"id\": 4},\n 5 , {\"id\": 6}\n]\n");
        return "json: { path: '?.json' }";
    }

    @Override
    protected Stream<Wrong> wrong() throws IOException {
        readable();
        Files.writeString(folder.resolve("empty.json"), " \n");
        Files.writeString(folder.resolve("cut.json"), "[{\"id\": 1}, {\"id\"");
        return Stream.of(
                new Wrong("json: {}", "job.yaml:1:1: json lacks 'path'"),
                new Wrong("json: { path: a.json, unknown: drop }", "job.yaml:1:32: 'unknown' cannot be 'drop'"),
                new Wrong("json: { path: a.json, encoding: UFT-8 }", "job.yaml:1:33: unknown encoding UFT-8"),
                new Wrong("json: { path: a.json, columns: { id: intt } }", "job.yaml:1:38: unknown type intt"),
                new Wrong(
                        "json: { path: a.json, columns: { id: { type: int, format: yyyy } } }",
                        "job.yaml:1:59: format is for dates and times, but the column's type is integer"),
                new Wrong(
                        "json: { path: a.json, columns: { a: { from: id }, b: { from: id } } }",
                        "job.yaml:1:62: columns a and b both come from id"),
                new Wrong(
                        "json: { path: a.json, columns: { name: { from: id } } }",
                        "job.yaml:1:1: the keys id and name are both to be the column 'name'"),
                new Wrong("json: empty.json", "job.yaml:1:7: empty.json has no objects (2 bytes)"),
                new Wrong(
                        "json: cut.json",
                        "job.yaml:1:7: cut.json:1: the array's element that begins here does not end before the file"
                                + " does (byte 12)"));
    }
}
