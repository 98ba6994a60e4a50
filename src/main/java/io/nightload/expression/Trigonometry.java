package io.nightload.expression;

import io.nightload.row.RowError;

/** Angles, in radians or, for the functions with a d, in degrees; all in binary. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Trigonometry {

    private Trigonometry() {}

    @Sql(name = "pi", does = "π", example = "pi()", gives = "3.141592653589793")
    static double pi() {
        return Math.PI;
    }

    @Sql(name = "degrees", does = "radians as degrees", example = "degrees(0.5)", gives = "28.64788975654116")
    static double degrees(double radians) {
        return radians * (180 / Math.PI);
    }

    @Sql(name = "radians", does = "degrees as radians", example = "radians(45)", gives = "0.7853981633974483")
    static double radians(double degrees) {
        return degrees * (Math.PI / 180);
    }

    @Sql(name = "sin", does = "the sine", example = "sin(0)", gives = "0")
    static double sin(double angle) {
        return Math.sin(angle);
    }

    @Sql(name = "cos", does = "the cosine", example = "cos(0)", gives = "1")
    static double cos(double angle) {
        return Math.cos(angle);
    }

    @Sql(name = "tan", does = "the tangent", example = "tan(0)", gives = "0")
    static double tan(double angle) {
        return Math.tan(angle);
    }

    @Sql(name = "asin", does = "the angle with this sine", example = "asin(0)", gives = "0")
    static double asin(double value) {
        return Math.asin(ratio(value));
    }

    @Sql(name = "acos", does = "the angle with this cosine", example = "acos(1)", gives = "0")
    static double acos(double value) {
        return Math.acos(ratio(value));
    }

    @Sql(name = "atan", does = "the angle with this tangent", example = "atan(0)", gives = "0")
    static double atan(double value) {
        return Math.atan(value);
    }

    @Sql(name = "atan2", does = "the angle of the point with these y and x", example = "atan2(0, 1)", gives = "0")
    static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    @Sql(name = "sind", does = "the sine of degrees", example = "sind(90)", gives = "1")
    static double sind(double angle) {
        return exact(Math.sin(Math.toRadians(angle % 360)));
    }

    @Sql(name = "cosd", does = "the cosine of degrees", example = "cosd(60)", gives = "0.5")
    static double cosd(double angle) {
        return exact(Math.cos(Math.toRadians(angle % 360)));
    }

    @Sql(name = "tand", does = "the tangent of degrees", example = "tand(45)", gives = "1")
    static double tand(double angle) {
        return exact(Math.tan(Math.toRadians(angle % 360)));
    }

    @Sql(name = "asind", does = "the degrees with this sine", example = "asind(0.5)", gives = "30")
    static double asind(double value) {
        return exact(Math.toDegrees(asin(value)));
    }

    @Sql(name = "acosd", does = "the degrees with this cosine", example = "acosd(0.5)", gives = "60")
    static double acosd(double value) {
        return exact(Math.toDegrees(acos(value)));
    }

    @Sql(name = "atand", does = "the degrees with this tangent", example = "atand(1)", gives = "45")
    static double atand(double value) {
        return exact(Math.toDegrees(Math.atan(value)));
    }

    private static double ratio(double value) {
        if (Math.abs(value) > 1) {
            throw new RowError("input is out of range: " + value + " is not between -1 and 1", "22003", null);
        }
        return value;
    }

    /** Degrees have exact results where radians have none: the last bits are rounded off there. */
    private static double exact(double value) {
        double near = Math.rint(value * 2) / 2;
        return Math.abs(value - near) < 1e-13 ? near : value;
    }
}
