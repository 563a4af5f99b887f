package dev.understudy.model.announcement;

import java.util.List;

/**
 * What somebody is asked to try where a release is tried, because they do it on production.
 *
 * @param project the name of the project
 * @param environment where it is tried
 * @param address where that is opened in a browser
 * @param missing what was not tried yet, the most used application first
 * @param told whom they tell what does not work, each as people reach them
 */
public record Reminder(
        String project, String release, String environment, String address, List<Missing> missing, List<String> told) {

    public Reminder {
        missing = List.copyOf(missing);
        told = List.copyOf(told);
    }

    /**
     * An application.
     *
     * @param application by the name that users know
     * @param operations the records that they write on production, by the names that users know
     */
    public record Missing(String application, List<Operation> operations) {

        public Missing {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Records of one kind.
     *
     * @param weekly how many people write on production in a week
     */
    public record Operation(String name, long weekly) {}
}
