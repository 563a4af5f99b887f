package dev.understudy.server.access;

import dev.understudy.model.config.AccessSettings;
import java.util.function.Supplier;

/**
 * Who gets in by one project.
 *
 * @param settings as the project's file has them now
 */
public record ProjectAccess(
        Supplier<AccessSettings> settings,
        SessionBook sessions,
        Accounts accounts,
        TokenBook tokens,
        Shares.Shelf shares,
        Loans loans,
        OpenIdSignIn openId) {}
