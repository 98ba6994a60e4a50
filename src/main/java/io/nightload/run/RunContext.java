package io.nightload.run;

import io.nightload.connection.Connections;
import io.nightload.plan.JobPlanner;
import io.nightload.spec.Settings;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * The Spring context of one command: parts, planner, runner. Everything in it is made when it is first asked for, so that
 * a command pays only for what it uses.
 */
public final class RunContext implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Scans no package below these: of their few hundred classes none is a bean, and reading them takes a tenth of a second. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {
                "io.nightload.part",
                "io.nightload.source",
                "io.nightload.transform",
                "io.nightload.target",
                "io.nightload.plan",
                "io.nightload.run",
                "io.nightload.recovery"
            },
            resourcePattern = "*.class")
    @Import(ThirdParties.class)
    static class Components {}

    /** Opens it over these settings and connections; who gave the connections closes them. */
    public static RunContext open(Settings settings, Connections connections) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.getBeanFactory().registerSingleton("settings", settings);
        context.getBeanFactory().registerSingleton("connections", connections);
        context.getBeanFactory()
                .registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
        context.register(Components.class);
        context.refresh();
        return new RunContext(context);
    }

    public JobPlanner planner() {
        return context.getBean(JobPlanner.class);
    }

    public RunGuard guard() {
        return context.getBean(RunGuard.class);
    }

    public Runner runner() {
        return context.getBean(Runner.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
