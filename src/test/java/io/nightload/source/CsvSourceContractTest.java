package io.nightload.source;

import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

class CsvSourceContractTest extends SourceContract {

    @Override
    protected Source<?> source() {
        return new CsvSource(new DataFolders(List.of()));
    }

    @Override
    protected String readable() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,name\n1,anna\n\n2,\"b\nert\"\n3\n");
        Files.writeString(folder.resolve("b.csv"), "id,name\n");
        Files.writeString(folder.resolve("c.csv"), "name,id\ncarl,4");
        return "csv: '?.csv'";
    }

    @Override
    protected Stream<Wrong> wrong() throws IOException {
        readable();
        return Stream.of(
                new Wrong("csv: {}", "job.yaml:1:1: csv lacks 'path'"),
                new Wrong("csv: { path: [] }", "job.yaml:1:14: csv needs at least one entry in 'path'"),
                new Wrong("csv: { path: a.csv, delimeter: ';' }", "job.yaml:1:21: csv has no option 'delimeter'"),
                character("delimiter", "';;'", "takes one ASCII character, tab, or none"),
                character("delimiter", "none", "a CSV file has a delimiter"),
                character("delimiter", "'§'", "takes one ASCII character"),
                character("quote", "''", "takes one ASCII character, tab, or none"),
                character("quote", "','", "quote is ',', which is the delimiter already"),
                character("comment", "'\"'", "comment is '\"', which is the quote already"),
                new Wrong(
                        "csv: { path: a.csv, quote: none, escape: \\ }",
                        "job.yaml:1:42: an escape has a meaning inside of quotes only"),
                new Wrong("csv: { path: a.csv, skip: -1 }", "job.yaml:1:27: skip is -1, but takes a number of lines"),
                new Wrong(
                        "csv: { path: a.csv, encoding: UFT-8 }",
                        "job.yaml:1:31: unknown encoding UFT-8: did you mean 'UTF-8'?"),
                new Wrong(
                        "csv: { path: a.csv, header: false }",
                        "job.yaml:1:1: header: false says that no line has the columns' names"));
    }

    private static Wrong character(String option, String value, String problem) {
        String start = "csv: { path: a.csv, " + option + ": ";
        String said =
                problem.startsWith("takes") ? option + " is '" + value.replace("'", "") + "', but " + problem : problem;
        return new Wrong(start + value + " }", "job.yaml:1:" + (start.length() + 1) + ": " + said);
    }
}
