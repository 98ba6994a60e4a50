/** The files of {@code deploy/}, against what reads them: Kubernetes' model, the program's own settings, a shell. */
package io.nightload.deploy;
