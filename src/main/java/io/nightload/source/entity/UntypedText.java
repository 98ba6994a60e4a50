package io.nightload.source.entity;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.internal.BasicTypeImpl;

/**
 * Text whose type the server infers from the cast around it, so that the value is a constant of that type. A {@code
 * varchar} would be cast anew for each row that is compared with it: 2,000 keys, read 100,000 times.
 */
final class UntypedText extends VarcharJdbcType {

    static final BasicType<String> TYPE = new BasicTypeImpl<>(StringJavaType.INSTANCE, new UntypedText());

    private static final long serialVersionUID = 1;

    private UntypedText() {}

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new BasicBinder<>(javaType, this) {
            private static final long serialVersionUID = 1;

            @Override
            protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
                    throws SQLException {
                statement.setObject(index, value, Types.OTHER);
            }

            @Override
            protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
                    throws SQLException {
                statement.setObject(name, value, Types.OTHER);
            }
        };
    }
}
