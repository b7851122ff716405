/**
 * How does a test get a real server, a real database and people with real devices? Imports the wire
 * records of {@code dev.coffer.protocol}, the client's crypto, and nothing of the server's.
 *
 * <p>Most tests use one of the two servers that live as long as the test run, and make themselves a
 * person with a random name there:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource(Running.class)
 * void push_atTheHead_200(Running where) {
 *   Person person = where.people().join();
 *   Answer answer = person.api().post("/api/vaults/" + id + "/sync", push);
 *   assertThat(answer.status()).isEqualTo(200);
 * }
 * }</pre>
 *
 * <p>An organisation comes with its owner; members are new people, and vaults know every key, so
 * that anybody can be made to push what an honest client would not:
 *
 * <pre>{@code
 * TestOrganisation organisation = TestOrganisation.of(where.people());
 * TestMember reader = organisation.member(Role.READER, TestOrganisation.granted("staging:read"));
 * SharedVault vault = SharedVault.of(organisation, "default", "staging");
 * reader.api().post(vault.route(), vault.seal(reader, Map.of("staging", Map.of("KEY", "x")))).require(403);
 * organisation.owner().remove(reader, vault.head()).require(201);
 * }</pre>
 *
 * <p>A test that kills, starves or configures its server starts one:
 *
 * <pre>{@code
 * try (CofferServer server = CofferServer.on(Database.postgres()).with("COFFER_PLAN", "free").start()) {
 *   server.kill();    // SIGKILL, no chance to write anything
 *   server.start();   // same port, data folder and database
 * }
 * try (CofferServer first = CofferServer.on(Database.postgres()).start();
 *     CofferServer second = CofferServer.beside(first).start()) { }
 * }</pre>
 *
 * <p>Servers run from one installation, each in a folder of its own under {@code target/it}, where
 * their logs stay for reading after a failure. PostgreSQL comes from a Maven artifact; run by root,
 * which it refuses to run as, it is started as the user {@code nobody}. Whatever still runs when
 * the test JVM ends is killed.
 */
package dev.coffer.it.kit;
