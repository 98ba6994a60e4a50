package io.nightload.checkpoint;

/**
 * Which job instance: what makes two runs the same work.
 *
 * @param project of {@code nightload.yaml}
 * @param job its name
 * @param identity the identifying parameters in canonical form, empty where there are none
 * @param again 0, and one more for each time that this work was begun anew
 */
public record InstanceKey(String project, String job, String identity, int again) {

    /** The identifying parameters in one line, for people. */
    public String shownIdentity() {
        return identity.replace('\n', ' ');
    }

    public InstanceKey withAgain(int number) {
        return new InstanceKey(project, job, identity, number);
    }
}
