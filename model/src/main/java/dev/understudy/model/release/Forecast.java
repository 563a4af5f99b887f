package dev.understudy.model.release;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How long users will wait in a deploy: from the moment that requests are held until they are served again.
 *
 * @param likelyMillis about that long
 * @param upperMillis hardly ever longer
 */
public record Forecast(long likelyMillis, long upperMillis) {

    /** Nobody waits. */
    public static final Forecast NONE = new Forecast(0, 0);

    /** How many deploys are remembered: what the machine was like long before says little. */
    public static final int REMEMBERED = 20;

    /** What the steps take that no rehearsal has (answering what is under way, stopping Odoo), where nobody has measured it. */
    private static final long USUALLY_BESIDE = 1_200;

    /** As many deploys as this have to say something else before it weighs more than what is usual. */
    private static final int USUAL_WEIGHT = 2;

    /** How far above the likely value the upper one is: at least, and by how much more with the first deploy of all. */
    private static final double LEAST_ABOVE = 1.2;

    private static final double UNKNOWN_ABOVE = 0.6;

    /**
     * What a rehearsal has measured, corrected by what the last deploys of this production took for what theirs had measured.
     *
     * @param rehearsedMillis what the steps took on the copy between which users wait; 0 when nobody waits
     * @param past the newest first
     */
    public static Forecast of(long rehearsedMillis, List<PastDeploy> past) {
        if (rehearsedMillis <= 0) {
            return NONE;
        }
        List<PastDeploy> last = past.stream()
                .filter(deploy -> deploy.rehearsedMillis() > 0 && deploy.performedMillis() > 0)
                .limit(REMEMBERED)
                .toList();
        Correction correction = Correction.of(last);
        long likely = correction.of(rehearsedMillis);
        double most = last.stream()
                .mapToDouble(deploy -> (double) deploy.actualMillis() / correction.of(deploy.rehearsedMillis()))
                .reduce(1, Math::max);
        double above = Math.max(LEAST_ABOVE, most * (1 + UNKNOWN_ABOVE / (last.size() + 1)));
        return new Forecast(likely, Math.round(likely * above));
    }

    /**
     * What will be like what was measured before: as long as most of the times, and hardly longer than the longest of them. The
     * fewer there were, the less is known of that.
     *
     * @param millis at least one
     */
    public static Forecast like(List<Long> millis) {
        double above = Math.max(LEAST_ABOVE, 1 + UNKNOWN_ABOVE / (millis.size() + 1));
        long longest = millis.stream().mapToLong(Long::longValue).max().orElseThrow();
        return new Forecast(Math.round(median(millis)), Math.round(longest * above));
    }

    /** The one, and then the other. */
    public Forecast then(Forecast other) {
        return new Forecast(likelyMillis + other.likelyMillis, upperMillis + other.upperMillis);
    }

    /** What is rehearsed takes so many times as long in production; what is not comes on top. */
    private record Correction(double times, long beside) {

        static Correction of(List<PastDeploy> last) {
            double times = median(Stream.concat(
                            Stream.of(1.0, 1.0),
                            last.stream().map(deploy -> (double) deploy.performedMillis() / deploy.rehearsedMillis()))
                    .toList());
            List<Long> beside = Stream.concat(
                            LongStream.generate(() -> USUALLY_BESIDE)
                                    .limit(USUAL_WEIGHT)
                                    .boxed(),
                            last.stream().map(deploy -> deploy.actualMillis() - deploy.performedMillis()))
                    .toList();
            return new Correction(times, Math.round(median(beside)));
        }

        long of(long rehearsedMillis) {
            return Math.round(rehearsedMillis * times) + beside;
        }
    }

    private static double median(List<? extends Number> values) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
