package dev.understudy.server.api;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One address of the API. */
record Route(HandlerType method, String path, Handler handler) {

    static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler);
    }

    static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, handler);
    }

    /** The same, with its path below another. */
    Route below(String parent) {
        return new Route(method, parent + path, handler);
    }
}
