package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import java.util.List;
import java.util.Objects;

/** A mapping as Hibernate's mapping-7.0 XML. Nothing is ever written through it, so every column is read-only. */
final class MappingXml {

    private final Mapping mapping;
    private final StringBuilder xml = new StringBuilder();

    private MappingXml(Mapping mapping) {
        this.mapping = mapping;
    }

    static String of(Mapping mapping) {
        MappingXml writer = new MappingXml(mapping);
        writer.write();
        return writer.xml.toString();
    }

    private void write() {
        xml.append("<entity-mappings xmlns=\"http://www.hibernate.org/xsd/orm/mapping\" version=\"7.0\">\n");
        mapping.entities().forEach(this::entity);
        xml.append("</entity-mappings>\n");
    }

    private void entity(Entity entity) {
        String schema = entity.table().schema();
        xml.append("<entity class=").append(quoted(mapping.className(entity.table())));
        xml.append(" name=").append(quoted(mapping.entityName(entity.table())));
        xml.append(" access=\"FIELD\" metadata-complete=\"true\" mutable=\"false\">\n<table name=")
                .append(identifier(entity.table().table()));
        if (schema != null) {
            xml.append(" schema=").append(identifier(schema));
        }
        xml.append("/>\n<attributes>\n");
        List<String> key = key(entity);
        entity.attributes().stream()
                .filter(a -> key.contains(a.name()))
                .forEach(a -> column("id", a, " updatable=\"false\""));
        entity.attributes().stream()
                .filter(a -> !key.contains(a.name()))
                .forEach(a -> column("basic", a, " insertable=\"false\" updatable=\"false\""));
        entity.associations().stream().filter(mapping::isMapped).forEach(this::manyToOne);
        xml.append("</attributes>\n</entity>\n");
    }

    /** No entity is ever loaded, so that a table without a primary key may pass its first column off as one. */
    private static List<String> key(Entity entity) {
        return entity.key().isEmpty() ? List.of(entity.attributes().get(0).name()) : entity.key();
    }

    private void column(String element, Attribute attribute, String rights) {
        xml.append('<').append(element).append(" name=").append(quoted(Mapping.javaName(attribute.name())));
        xml.append("><column name=")
                .append(identifier(attribute.name()))
                .append(rights)
                .append("/></");
        xml.append(element).append(">\n");
    }

    private void manyToOne(Association association) {
        xml.append("<many-to-one name=").append(quoted(Mapping.javaName(association.name())));
        xml.append(" target-entity=").append(quoted(mapping.className(association.target())));
        xml.append(" fetch=\"LAZY\">\n");
        for (int i = 0; i < association.columns().size(); i++) {
            xml.append("<join-column name=")
                    .append(identifier(association.columns().get(i)));
            xml.append(" referenced-column-name=")
                    .append(identifier(association.targetColumns().get(i)));
            xml.append(" insertable=\"false\" updatable=\"false\"/>\n");
        }
        xml.append("</many-to-one>\n");
    }

    /** Hibernate puts identifiers into quotes and doubles none that they have inside. */
    private static String identifier(String name) {
        return quoted(name.replace("\"", "\"\""));
    }

    private static String quoted(String text) {
        String escaped = Objects.requireNonNull(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
        return '"' + escaped + '"';
    }
}
