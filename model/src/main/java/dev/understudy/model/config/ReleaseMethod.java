package dev.understudy.model.config;

/** The way a release travels to production. In the file as {@code falcon-i}, {@code hdz-ii}… */
public enum ReleaseMethod {
    /** Every test starts from a fresh copy of production; what testers enter there is disposable. */
    FALCON_I,
    /** Staging lives on; the client approves there. */
    HDZ_II,
    /** Linear history, promotion by fast-forward. */
    LINEAR,
    /** Development, pre-production with key users for a week, production. */
    THREE_PHASE
}
