package io.nightload.run;

import io.nightload.connection.Connections;
import io.nightload.plan.JobPlanner;
import io.nightload.spec.Settings;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The Spring context of one command: parts, planner, runner. Everything in it is made when it is first asked for, so that
 * a command pays only for what it uses.
 */
public final class RunContext implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("io.nightload")
    @Import(ThirdParties.class)
    static class Components {}

    /** Opens it over these settings and connections; who gave the connections closes them. */
    public static RunContext open(Settings settings, Connections connections) {
        return new RunContext(new SpringApplicationBuilder(Components.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .lazyInitialization(true)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("settings", settings);
                    starting.getBeanFactory().registerSingleton("connections", connections);
                })
                .run());
    }

    public JobPlanner planner() {
        return context.getBean(JobPlanner.class);
    }

    public Runner runner() {
        return context.getBean(Runner.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
