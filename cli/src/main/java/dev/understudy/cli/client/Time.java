package dev.understudy.cli.client;

import java.time.Duration;

/** The time that passes while the service is waited for. It comes from outside, so that a test lets hours pass at once. */
public interface Time {

    /** This machine's. */
    Time REAL = new RealTime();

    /** Nanoseconds of a clock that only goes on. */
    long nanos();

    /** Lets time pass. */
    void pause(Duration duration) throws InterruptedException;

    /** Does something when so much time has passed, unless the alarm is closed before. */
    Alarm after(Duration duration, Runnable work);

    /** What is done later, until it is closed. */
    interface Alarm extends AutoCloseable {

        @Override
        void close();
    }
}
