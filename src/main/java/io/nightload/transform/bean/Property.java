package io.nightload.transform.bean;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A property of a Java object: a record's component, or what a bean has a getter for. */
record Property(String name, Class<?> type, Method getter) {

    /** Those of a class, a record's in their order, a bean's by name. */
    static List<Property> of(Class<?> type) {
        Stream<Property> properties =
                type.isRecord() ? Arrays.stream(type.getRecordComponents()).map(Property::of) : getters(type);
        return properties
                .peek(property -> property.getter().setAccessible(true))
                .toList();
    }

    private static Property of(RecordComponent component) {
        return new Property(component.getName(), component.getType(), component.getAccessor());
    }

    private static Stream<Property> getters(Class<?> type) {
        try {
            return Arrays.stream(Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors())
                    .filter(property -> property.getReadMethod() != null)
                    .map(property ->
                            new Property(property.getName(), property.getPropertyType(), property.getReadMethod()));
        } catch (IntrospectionException e) {
            throw new IllegalStateException("reading the properties of " + type, e);
        }
    }
}
