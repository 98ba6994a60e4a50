package io.nightload.part;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/** Marks a {@link Source}, {@link Transform} or {@link TargetPart}, and documents it. */
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Part {

    /** The key in a job file. */
    String name();

    /** One sentence: what it does. */
    String description();

    /** The part as it stands in a job file, beginning with its name; a test loads it. */
    String example();
}
