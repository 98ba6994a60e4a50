package io.nightload.target.copy;

/** Values in COPY's text format: plain ones go through as they are. */
record TextWire(PlainForm plain) implements Wire {

    @Override
    public void addNull(CopyBuffer out) {
        out.addNull();
    }

    @Override
    public boolean addPlain(byte[] bytes, int start, int end, CopyBuffer out) {
        if (!plain.matches(bytes, start, end)) {
            return false;
        }
        out.addPlain(bytes, start, end - start);
        return true;
    }

    @Override
    public int addText(byte[] bytes, int start, int length, CopyBuffer out) {
        return out.addText(bytes, start, length);
    }

    @Override
    public void addCanonical(byte[] text, CopyBuffer out) {
        out.addText(text, 0, text.length);
    }
}
