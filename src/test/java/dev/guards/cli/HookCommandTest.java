package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path temporary;
    private GitRepository repository;
    private Path program;

    /** A program that says how it was called, and refuses. */
    @BeforeEach
    void repository() throws IOException {
        repository = new GitRepository(temporary.resolve("a repository"));
        program = Files.writeString(temporary.resolve("it's $HOME.sh"), "#!/bin/sh\necho \"called with $*\"\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private int hook(String... words) throws UsageException {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
        return new HookCommand(List.of(program.toString())).run(Arguments.parse(List.of(words), HookCommand.FLAGS, HookCommand.VALUED), terminal);
    }

    private String at() {
        return repository.directory().toString();
    }

    @Test
    void aCommitIsStoppedUntilTheHookIsRemoved() throws Exception {
        repository.write("a", "1");
        repository.git("add", "a");
        assertThat(hook("install", at())).isZero();
        GitRepository.Result commit = repository.tryGit("commit", "-q", "-m", "a");
        assertThat(commit.code()).isNotZero();
        assertThat(commit.output()).contains("called with --semantic --quiet .");
        assertThat(hook("uninstall", at())).isZero();
        assertThat(repository.directory().resolve(".git/hooks/pre-commit")).doesNotExist();
        repository.git("commit", "-q", "-m", "a");
    }

    @Test
    void twiceIsAsOnce() throws Exception {
        hook("install", at());
        hook("install", at());
        hook("install", "--staged", at());
        hook("uninstall", at());
        hook("uninstall", at());
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).extracting(l -> l.substring(0, l.indexOf(':')))
                .containsExactly("installed", "already installed", "installed", "removed", "not installed");
    }

    @Test
    void whatHuskyWritesAnewIsNotThePlaceForALine() throws Exception {
        repository.write(".husky/_/pre-commit", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n");
        repository.git("config", "core.hooksPath", ".husky/_");
        assertThatThrownBy(() -> hook("install", at())).isInstanceOf(UsageException.class)
                .hasMessageContaining("add this line to " + repository.directory().toRealPath().resolve(".husky/pre-commit") + ":");
    }

    @Test
    void aHookOfSomebodyElseStays() throws Exception {
        Path foreign = repository.write(".git/hooks/pre-commit", "#!/bin/sh\nmake lint\n");
        assertThatThrownBy(() -> hook("install", at())).isInstanceOf(UsageException.class)
                .hasMessageContainingAll("was not written by guards", "--semantic --quiet .");
        assertThatThrownBy(() -> hook("uninstall", at())).isInstanceOf(UsageException.class).hasMessageContaining("stays");
        assertThat(foreign).hasContent("#!/bin/sh\nmake lint\n");
    }

    @Test
    void coreHooksPathIsRespectedFromASubdirectoryToo() throws Exception {
        repository.git("config", "core.hooksPath", ".githooks");
        repository.write("sub/a", "1");
        assertThat(hook("install", repository.directory().resolve("sub").toString())).isZero();
        assertThat(repository.directory().resolve(".githooks/pre-commit")).isExecutable();
        assertThat(repository.directory().resolve(".git/hooks/pre-commit")).doesNotExist();
        repository.git("add", "sub");
        assertThat(repository.tryGit("commit", "-q", "-m", "a").output()).contains("called with");
    }

    @Test
    void aLinkedWorkTreeSharesTheHook() throws Exception {
        repository.write("a", "1");
        repository.commitAll();
        Path other = temporary.resolve("other");
        repository.git("worktree", "add", "-q", other.toString());
        hook("install", other.toString());
        assertThat(repository.directory().resolve(".git/hooks/pre-commit")).isExecutable();
    }

    @Test
    void outsideOfARepositoryIsAnError() throws Exception {
        assertThat(hook("install", temporary.toString())).isEqualTo(Command.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not a git repository");
        assertThatThrownBy(() -> hook("instal")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> hook("install", temporary.resolve("none").toString())).isInstanceOf(UsageException.class);
    }
}
