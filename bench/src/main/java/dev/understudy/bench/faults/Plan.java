package dev.understudy.bench.faults;

import dev.understudy.bench.faults.Strike.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Kills drawn from a seed: the same seed draws the same. Every victim has its turn before one has its next. */
public final class Plan {

    /** Of twenty kills. */
    private static final int CODE = 11;

    private static final int VIEW = 7;
    private static final int ALL = 20;

    private final Random random;
    private final List<Victim> victims;
    private final List<Victim> round = new ArrayList<>();
    private int number;

    public Plan(long seed, List<Victim> victims) {
        this.random = new Random(seed);
        this.victims = List.copyOf(victims);
    }

    /** There is always another. */
    public Strike next() {
        if (round.isEmpty()) {
            round.addAll(victims);
            Collections.shuffle(round, random);
        }
        int draw = random.nextInt(ALL);
        Wish wish = draw < CODE ? Wish.CODE : draw < CODE + VIEW ? Wish.VIEW : Wish.NOTHING;
        return new Strike(++number, round.removeLast(), wish, random.nextDouble());
    }
}
