package io.nightload.target.mapping;

import io.nightload.model.Attribute;
import io.nightload.row.ColumnType.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hibernate's mapping of generated classes to their tables. */
final class MappingXml {

    /** Hibernate has no type for these. */
    private static final Set<Kind> AS_TEXT =
            EnumSet.of(Kind.JSON, Kind.JSONB, Kind.ENUM, Kind.ARRAY, Kind.OTHER, Kind.CHAR);

    private MappingXml() {}

    static String of(List<MappedEntity> entities) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<entity-mappings xmlns=\"http://www.hibernate.org/xsd/orm/mapping\""
                        + " version=\"7.0\">\n");
        entities.forEach(entity -> add(xml, entity));
        return xml.append("</entity-mappings>\n").toString();
    }

    private static void add(StringBuilder xml, MappedEntity mapped) {
        xml.append("<entity class=\"")
                .append(mapped.type().getName())
                .append("\" access=\"FIELD\" metadata-complete=\"true\"><table name=\"")
                .append(escaped(mapped.entity().table().table()))
                .append("\" schema=\"")
                .append(escaped(String.valueOf(mapped.entity().table().schema())))
                .append("\"/>");
        @Nullable Class<?> key = mapped.keyType();
        if (key != null) {
            xml.append("<id-class class=\"").append(key.getName()).append("\"/>");
        }
        xml.append("<attributes>");
        add(xml, mapped, true);
        add(xml, mapped, false);
        xml.append("</attributes></entity>\n");
    }

    private static void add(StringBuilder xml, MappedEntity mapped, boolean keys) {
        List<Attribute> attributes = mapped.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            if (mapped.entity().key().contains(attribute.name()) == keys) {
                String element = keys ? "id" : "basic";
                xml.append('<').append(element).append(" name=\"").append(EntityClasses.field(i));
                xml.append("\"><column name=\"")
                        .append(escaped(attribute.name().replace("\"", "\"\"")))
                        .append("\"/>");
                if (AS_TEXT.contains(attribute.type().kind())) {
                    xml.append("<jdbc-type>").append(TextOfType.class.getName()).append("</jdbc-type>");
                }
                xml.append("</").append(element).append('>');
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
