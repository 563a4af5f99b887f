package dev.understudy.server.api;

import io.javalin.http.Context;

/** The branches of stages. */
final class BranchRoutes {

    private final Desks desks;

    BranchRoutes(Desks desks) {
        this.desks = desks;
    }

    void list(Context request) {
        request.json(desk(request).list());
    }

    void databases(Context request) {
        request.json(desk(request).databases(request.pathParam("name")));
    }

    void rebase(Context request) {
        request.json(desk(request).rebase(Asked.by(request)));
    }

    void protect(Context request) {
        request.json(desk(request).protect(Asked.by(request)));
    }

    void unprotect(Context request) {
        request.json(desk(request).unprotect(Asked.by(request)));
    }

    private BranchDesk desk(Context request) {
        return desks.of(request).branches();
    }
}
