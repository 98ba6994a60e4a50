package io.nightload.target.mapping;

import io.nightload.entity.TextOfType;
import io.nightload.model.Attribute;
import io.nightload.model.TableName;
import io.nightload.row.ColumnType.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.hibernate.annotations.JdbcType;

/**
 * How generated classes are mapped. By annotations, because Hibernate parses a schema of XML and makes classes of it, for half of
 * its start, before it reads the first mapping in XML.
 */
final class Annotations {

    /** Hibernate has no type for these. */
    private static final Set<Kind> AS_TEXT =
            EnumSet.of(Kind.JSON, Kind.JSONB, Kind.ENUM, Kind.ARRAY, Kind.OTHER, Kind.CHAR);

    private Annotations() {}

    static List<AnnotationDescription> of(TableName table) {
        return List.of(
                AnnotationDescription.Builder.ofType(Entity.class).build(),
                AnnotationDescription.Builder.ofType(Table.class)
                        .define("name", identifier(table.table()))
                        .define("schema", identifier(String.valueOf(table.schema())))
                        .build());
    }

    static AnnotationDescription keyClass(TypeDescription type) {
        return AnnotationDescription.Builder.ofType(IdClass.class)
                .define("value", type)
                .build();
    }

    static List<AnnotationDescription> of(Attribute attribute, boolean inKey) {
        List<AnnotationDescription> annotations = new ArrayList<>();
        if (inKey) {
            annotations.add(AnnotationDescription.Builder.ofType(Id.class).build());
        }
        annotations.add(AnnotationDescription.Builder.ofType(Column.class)
                .define("name", identifier(attribute.name()))
                .build());
        if (AS_TEXT.contains(attribute.type().kind())) {
            annotations.add(AnnotationDescription.Builder.ofType(JdbcType.class)
                    .define("value", TextOfType.class)
                    .build());
        }
        return annotations;
    }

    /** Hibernate puts identifiers into quotes and doubles none that they have inside. */
    private static String identifier(String name) {
        return name.replace("\"", "\"\"");
    }
}
