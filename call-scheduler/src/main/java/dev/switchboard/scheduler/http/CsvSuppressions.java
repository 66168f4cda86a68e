package dev.switchboard.scheduler.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.switchboard.access.Problem;
import dev.switchboard.scheduler.application.Suppressions.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A suppression list as CSV: a header {@code phone} or {@code phone,reason}, then a number per line. It is read twice,
 * first to find everything that is wrong with it, then to store it; neither time is it held as a list.
 */
final class CsvSuppressions implements Iterable<Wanted> {

    private static final String HEADER = "a header phone or phone,reason";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final byte[] body;

    CsvSuppressions(byte[] body) {
        this.body = body;
    }

    /** Everything that is wrong, by line; empty if it can be stored. */
    List<Problem.Error> errors() {
        List<Problem.Error> errors = new ArrayList<>();
        try (MappingIterator<String[]> rows = rows()) {
            Optional<Problem.Error> header = header(rows);
            header.ifPresent(errors::add);
            while (header.isEmpty() && rows.hasNextValue()) {
                long line = rows.getCurrentLocation().getLineNr();
                check(line, rows.nextValue()).ifPresent(errors::add);
            }
        } catch (JsonProcessingException e) {
            errors.add(new Problem.Error(
                    "line " + e.getLocation().getLineNr(),
                    e.getOriginalMessage(),
                    "cells that are closed and separated"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return errors;
    }

    private MappingIterator<String[]> rows() throws IOException {
        return MAPPER.readerFor(String[].class).readValues(body);
    }

    private static Optional<Problem.Error> header(MappingIterator<String[]> rows) throws IOException {
        String found = rows.hasNextValue() ? String.join(",", rows.nextValue()) : "";
        String bare = found.startsWith(BYTE_ORDER_MARK) ? found.substring(1) : found;
        return bare.equals("phone") || bare.equals("phone,reason")
                ? Optional.empty()
                : Optional.of(new Problem.Error("line 1", found, HEADER));
    }

    private static Optional<Problem.Error> check(long line, String[] cells) {
        String where = "line " + line;
        if (cells.length > 2) {
            return Optional.of(new Problem.Error(where, String.join(",", cells), "a number, and a reason in one cell"));
        }
        return SuppressionRules.wrongPhone(where, cells[0])
                .or(() -> SuppressionRules.wrongReason(where, cells.length > 1 ? cells[1] : ""));
    }

    /** What to store; only of a body without {@link #errors()}. */
    @Override
    public Iterator<Wanted> iterator() {
        try {
            MappingIterator<String[]> rows = rows();
            rows.nextValue();
            return new Lines(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lines implements Iterator<Wanted> {

        private final MappingIterator<String[]> rows;
        private long line;

        private Lines(MappingIterator<String[]> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Wanted next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            line++;
            String[] cells = rows.next();
            return new Wanted(line, cells[0], cells.length > 1 ? cells[1] : "");
        }
    }
}
