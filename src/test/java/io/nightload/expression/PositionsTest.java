package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionsTest {

    private final Given given = Given.row("email text", "a@b.c", "Name text", "x", "n integer", "1", "value text", "v")
            .parameter("date", LocalDate.of(2026, 11, 20));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lower(emial) | 6: the row has no column 'emial': did you mean 'email'? (email, Name, n, value)
            n + (1 * xyz) | 9: the row has no column 'xyz': known are email, Name, n, value
            n > 0 and lowr(email) = 'a' | 10: unknown function lowr: did you mean 'lower'?
            email = :dat | 8: the job has no parameter 'dat': did you mean 'date'? (date)
            email = date | 12: the expression ends too early
            email::intt | 5: unknown type intt, did you mean int2?
            value = 'a' | 0: 'value' is a word of SQL here: write "value" in double quotes for the column
            "EMAIL" = 'a' | 0: the row has no column 'EMAIL': did you mean 'email'? (email, Name, n, value)
            lower(email | 5: this ( is never closed
            email = 'a | 8: this quote is never closed
            email = "a | 8: this quote is never closed
            n + | 3: the expression ends too early
            n + * 2 | 4: '*' is not expected here
            n + ) | 4: ')' is not expected here
            email ~ 'a' | 6: ~ is not known here: write regexp_like(text, 'pattern')
            n + ${n} | 4: a parameter is bound here and never pasted: write :name
            'a' 'b' | 0: two texts stand beside each other: write || between them
            n and n = 1 | 0: AND needs true or false, this is integer
            case when n then 1 end | 10: WHEN needs true or false, this is integer
            cast('x' as integer) | 0: invalid input syntax for type integer: "x"
            1 + 1 / 0 | 4: division by zero
            regexp_like(email, '(') | 0: invalid regular expression '(': Unclosed group
            to_date(email, 'YYYY-XX') | 0: the template
            date_trunc('mnth', :date) | 0: unknown part of a date 'mnth': did you mean 'month'?
            customer.name | 0: 'customer' holds no columns: dotted paths need nested rows, as a source `entity` or `json` gives them
            """)
    void theProblemStandsAtItsCharacter(String expression, String problem) {
        assertThat(given.problemOf(expression)).startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            (select 1) | a query cannot stand
            exists (select 1) | a query cannot stand
            n in (select 1) | a query cannot stand
            sum(n) over () | a window function cannot stand
            row_number() over (order by n) | a window function cannot stand
            sum(n) | sum folds many rows
            count(*) | count(*) does not say of what
            current_date | current_date would differ when the run is resumed: use a parameter
            now() | now would differ when the run is resumed: use a parameter
            random() | random would differ when a chunk is loaded again
            array[1, 2] | ARRAY is not known here
            email[1] | ITEM is not known here
            (1, 2) | ROW is not known here
            n = any (1, 2) | = SOME is not known here
            x'ab' | 'X'
            ? | '?' cannot be computed
            next value for n | NEXT_VALUE is not known here
            """)
    void whatHasNoMeaningOverOneRowIsRefused(String expression, String problem) {
        assertThat(given.problemOf(expression)).contains(problem);
    }

    @Test
    void aProblemOnALaterLineCountsTheCharactersBeforeIt() {
        assertThat(given.problemOf("n\r\n+ 1 -- no\n+ xyz")).startsWith("15: the row has no column 'xyz'");
    }

    @Test
    void aCastBeforeDoesNotMoveTheProblem() {
        assertThat(given.problemOf("email::text = :date::text and xyz")).startsWith("30: the row has no column 'xyz'");
    }

    @Test
    void anUnquotedNameMayDifferInCaseIfItIsTheOnlyOne() {
        assertThat(given.valueOf("NAME || 'y'")).isEqualTo("xy");
    }

    @Test
    void anUnquotedNameThatMeansTwoColumnsIsRefused() {
        assertThat(Given.row("Id text", "1", "ID text", "2").problemOf("id || ''"))
                .isEqualTo("0: 'id' is more than one column: write \"Id\" or \"ID\"");
    }

    @Test
    void aParameterIsNeitherSeenInTextNorInACast() {
        assertThat(given.valueOf("':date' || :date::text")).isEqualTo(":date2026-11-20");
    }
}
