package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.TableName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/**
 * How generated classes are mapped. Nothing is ever written through them, so every column is read-only. By annotations, because
 * Hibernate parses a schema of XML and makes classes of it, for half of its start, before it reads the first mapping in XML.
 */
final class Annotations {

    private Annotations() {}

    static List<AnnotationDescription> of(TableName table, String entityName) {
        AnnotationDescription.Builder mapped =
                AnnotationDescription.Builder.ofType(Table.class).define("name", identifier(table.table()));
        String schema = table.schema();
        return List.of(
                AnnotationDescription.Builder.ofType(Entity.class)
                        .define("name", entityName)
                        .build(),
                (schema == null ? mapped : mapped.define("schema", identifier(schema))).build(),
                AnnotationDescription.Builder.ofType(Immutable.class).build());
    }

    /** Without the rows of tables that inherit from it. HQL, which has no ONLY, goes by the class's name. */
    static List<AnnotationDescription> ofOwnRows(TableName table) {
        return List.of(
                AnnotationDescription.Builder.ofType(Entity.class).build(),
                AnnotationDescription.Builder.ofType(Subselect.class)
                        .define("value", "select * from only " + table.quoted())
                        .build(),
                AnnotationDescription.Builder.ofType(Immutable.class).build());
    }

    static List<AnnotationDescription> ofColumn(String name, boolean inKey) {
        List<AnnotationDescription> annotations = new ArrayList<>();
        AnnotationDescription.Builder column = AnnotationDescription.Builder.ofType(Column.class)
                .define("name", identifier(name))
                .define("updatable", false);
        if (inKey) {
            annotations.add(AnnotationDescription.Builder.ofType(Id.class).build());
        } else {
            column = column.define("insertable", false);
        }
        annotations.add(column.build());
        return annotations;
    }

    static List<AnnotationDescription> of(Association association, TypeDescription target) {
        List<AnnotationDescription> columns = new ArrayList<>();
        for (int i = 0; i < association.columns().size(); i++) {
            columns.add(AnnotationDescription.Builder.ofType(JoinColumn.class)
                    .define("name", identifier(association.columns().get(i)))
                    .define(
                            "referencedColumnName",
                            identifier(association.targetColumns().get(i)))
                    .define("insertable", false)
                    .define("updatable", false)
                    .build());
        }
        return List.of(
                AnnotationDescription.Builder.ofType(ManyToOne.class)
                        .define("targetEntity", target)
                        .define("fetch", FetchType.LAZY)
                        .build(),
                AnnotationDescription.Builder.ofType(JoinColumns.class)
                        .defineAnnotationArray(
                                "value",
                                TypeDescription.ForLoadedType.of(JoinColumn.class),
                                columns.toArray(AnnotationDescription[]::new))
                        .build());
    }

    /** Hibernate puts identifiers into quotes and doubles none that they have inside. */
    private static String identifier(String name) {
        return name.replace("\"", "\"\"");
    }
}
