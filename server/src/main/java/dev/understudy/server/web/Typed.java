package dev.understudy.server.web;

import io.javalin.http.Context;

/**
 * What somebody has typed into the form of a problem: it is there again when the report was not taken.
 *
 * @param environment where it was seen; empty for none
 * @param page address of it
 */
public record Typed(String title, String text, String environment, String page) {

    static final Typed NOTHING = new Typed("", "", "", "");

    static Typed of(Context request) {
        return new Typed(
                SignInPage.said(request, "title"),
                SignInPage.said(request, "text"),
                SignInPage.said(request, "environment"),
                SignInPage.said(request, "page"));
    }
}
