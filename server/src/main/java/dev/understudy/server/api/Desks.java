package dev.understudy.server.api;

import io.javalin.http.Context;

/** The desk of the project that a request names in its address. */
@FunctionalInterface
interface Desks {

    Desk of(Context request);
}
