package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rejected rows, loaded after all. */
@ExtendWith(TestDatabaseExtension.class)
class ReplayTest {

    @TempDir
    Path home;

    private Project project;
    private Program program;

    @BeforeEach
    void runsAJobThatRejectsThreeRows(TestDatabase target) {
        project = new Project(home)
                .job("lines", job("quantity > 0", "append"))
                .file("lines.csv", "id,order_id,quantity\n1,10,1\n2,11,2\n3,10,0\n4,10,x\n5,10,5\n");
        program = project.program(target);
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id int PRIMARY KEY);
                CREATE TABLE shop.lines (id int, order_id int REFERENCES shop.orders, quantity int);
                INSERT INTO shop.orders VALUES (10)""");
        assertThat(program.runHere("run", "lines").out()).contains("5 rows read, 3 rejected");
    }

    private static String job(String keep, String mode) {
        return """
                steps:
                  - name: lines
                    source: { csv: { path: lines.csv, columns: { id: int, quantity: int } } }
                    transform:
                      - reject: { when: "not (%s)", reason: quantity missing }
                    target: { table: { name: shop.lines, mode: %s } }
                """.formatted(keep, mode);
    }

    @Test
    void aMendedTargetTakesThem(TestDatabase target) {
        target.execute("INSERT INTO shop.orders VALUES (11)");

        Program.Ended replayed = program.runHere("rejects", "replay", "lines");

        assertThat(replayed.exitCode()).as(replayed.all()).isEqualTo(3);
        assertThat(target.query("SELECT id FROM shop.lines ORDER BY id")).containsExactly("1", "2", "5");
    }
}
