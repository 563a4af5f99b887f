package dev.understudy.server.access;

/** Who gets in by one project, as its control plane knows. */
public record ProjectAccess(SessionBook sessions, Accounts accounts, TokenBook tokens, Loans loans) {}
