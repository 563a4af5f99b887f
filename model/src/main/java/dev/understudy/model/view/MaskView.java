package dev.understudy.model.view;

import dev.understudy.model.evidence.MaskReport;

/**
 * How the data of a copy was masked, for whoever answers for data protection.
 *
 * @param release whose code was on it when it was proven last
 * @param changed whether code was deployed to it since, without another proof
 */
public record MaskView(String environment, String release, boolean changed, MaskReport report) {}
