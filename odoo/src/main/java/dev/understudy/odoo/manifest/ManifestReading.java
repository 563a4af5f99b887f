package dev.understudy.odoo.manifest;

/** What reading a {@code __manifest__.py} gives. */
public sealed interface ManifestReading permits Manifest, BrokenManifest {

    /** The technical name: the module's folder. */
    String module();
}
