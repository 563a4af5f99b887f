package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;

/**
 * One thing that is wrong in {@code understudy.yaml}.
 *
 * @param file as it was named
 * @param line from 1; 0 when it concerns the file as a whole
 * @param column from 1; 0 when it concerns the file as a whole
 * @param fault the code with what is wrong and what would be right; its place is {@code file:line:column}
 */
public record Problem(String file, int line, int column, Fault fault) {

    /** A problem at a place in the file, or of the file as a whole when {@code line} is 0. */
    public static Problem at(String file, int line, int column, Fault fault) {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return new Problem(file, line, column, fault.at(place));
    }
}
