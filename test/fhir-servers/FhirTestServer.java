import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.jpa.searchparam.submit.config.SearchParamSubmitterConfig;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.dstu2.model.Subscription;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.*;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import javax.sql.DataSource;
import java.util.*;

public class FhirTestServer {

  @Configuration
  @Import({ JpaR4Config.class, HapiJpaConfig.class, JpaBatch2Config.class, Batch2JobsConfig.class,
      SubscriptionSubmitterConfig.class, SubscriptionProcessorConfig.class, SubscriptionChannelConfig.class,
      SearchParamSubmitterConfig.class, ThreadPoolFactoryConfig.class })
  public static class Config {
    @Bean public JpaStorageSettings storageSettings() {
      JpaStorageSettings s = new JpaStorageSettings();
      s.setEnforceReferentialIntegrityOnWrite(!Boolean.getBoolean("lenientRefs"));
      s.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ANY);
      s.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
      s.setHibernateSearchIndexFullText(false);
      s.setAllowContainsSearches(true);
      s.setIndexMissingFields(Boolean.getBoolean("skipMissing")  // :missing costs a row for every parameter that a resource lacks
          ? JpaStorageSettings.IndexEnabledEnum.DISABLED : JpaStorageSettings.IndexEnabledEnum.ENABLED);
      s.setPreExpandValueSets(false);
      s.setEnableTaskPreExpandValueSets(false);
      s.setAllowMultipleDelete(true);
      s.setExpungeEnabled(true);                           // POST /$expunge empties the server between suites
      return s;
    }
    @Bean public SubscriptionSettings subscriptionSettings() {
      SubscriptionSettings s = new SubscriptionSettings();
      s.addSupportedSubscriptionType(Subscription.SubscriptionChannelType.RESTHOOK);
      s.setSubscriptionChangeQueuedImmediately(true);
      s.setSubscriptionIntervalInMs(Long.getLong("hookMs", 100));
      return s;
    }
    @Bean public ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender emailSender() { return d -> { throw new UnsupportedOperationException("no e-mail"); }; }
    @Bean public PartitionSettings partitionSettings() { return new PartitionSettings(); }
    @Bean(destroyMethod = "close") public BasicDataSource dataSource() {
      BasicDataSource d = new BasicDataSource();
      d.setDriverClassName("org.h2.Driver");
      d.setUrl(System.getProperty("jdbc", "jdbc:h2:mem:fhir;DB_CLOSE_DELAY=-1"));
      d.setMaxTotal(20);
      return d;
    }
    @Bean public LocalContainerEntityManagerFactoryBean entityManagerFactory(ConfigurableListableBeanFactory bf, FhirContext ctx, JpaStorageSettings s, DataSource ds) {
      LocalContainerEntityManagerFactoryBean f = HapiEntityManagerFactoryUtil.newEntityManagerFactory(bf, ctx, s);
      f.setPersistenceUnitName("fhir");
      f.setDataSource(ds);
      Properties p = new Properties();
      p.put("hibernate.hbm2ddl.auto", System.getProperty("ddl", "update"));
      p.put("hibernate.dialect", HapiFhirH2Dialect.class.getName());
      p.put("hibernate.search.enabled", "false");
      p.put("hibernate.boot.allow_jdbc_metadata_access", "true");
      f.setJpaProperties(p);
      return f;
    }
    @Bean @Primary public JpaTransactionManager transactionManager(EntityManagerFactory f) { return new JpaTransactionManager(f); }
  }

  public static void main(String[] a) throws Exception {
    long t0 = System.currentTimeMillis();
    if (Boolean.getBoolean("exitWithParent")) {            // the parent holds our stdin open; end of file means that it is gone
      Thread w = new Thread(() -> { try { while (System.in.read() >= 0) { } } catch (java.io.IOException e) { } System.exit(0); });
      w.setDaemon(true); w.start();
    }
    int port = Integer.parseInt(a.length > 0 ? a[0] : "0");
    AnnotationConfigApplicationContext app = new AnnotationConfigApplicationContext(Config.class);
    long t1 = System.currentTimeMillis();
    FhirContext ctx = app.getBean(FhirContext.class);
    RestfulServer fhir = new RestfulServer(ctx);
    fhir.setInterceptorService(app.getBean(IInterceptorService.class));
    fhir.registerProviders(app.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    fhir.registerProvider(app.getBean("mySystemProviderR4"));
    fhir.registerProvider(app.getBean(ValueSetOperationProvider.class));
    @SuppressWarnings("rawtypes") IFhirSystemDao sys = app.getBean(IFhirSystemDao.class);
    fhir.setServerConformanceProvider(new JpaCapabilityStatementProvider(fhir, sys, app.getBean(JpaStorageSettings.class),
        app.getBean(ISearchParamRegistry.class), app.getBean(IValidationSupport.class)));
    DatabaseBackedPagingProvider paging = app.getBean(DatabaseBackedPagingProvider.class);
    paging.setDefaultPageSize(50); paging.setMaximumPageSize(500);
    fhir.setPagingProvider(paging);
    fhir.setDefaultResponseEncoding(EncodingEnum.JSON);
    if (Boolean.getBoolean("strict")) ctx.setParserErrorHandler(new ca.uhn.fhir.parser.StrictErrorHandler());  // unknown element: 400 instead of silently dropped
    Server http = new Server();
    ServerConnector c = new ServerConnector(http);
    c.setHost("127.0.0.1"); c.setPort(port); http.addConnector(c);
    ServletContextHandler h = new ServletContextHandler("/");
    h.addServlet(new ServletHolder(fhir), "/fhir/*");
    http.setHandler(h);
    http.start();
    System.out.println("READY http://127.0.0.1:" + c.getLocalPort() + "/fhir spring=" + (t1 - t0) + "ms total=" + (System.currentTimeMillis() - t0) + "ms");
    http.join();
  }
}
