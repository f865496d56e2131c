package dev.guards.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Version;
import dev.guards.text.Source;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependenciesTest {
    private static final String PYTHON = "from prometheus_client import Counter, generate_latest\nCounter('orders_total', 'd')\n";
    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Whether the program of a directory may have a metric that none of its code declares. */
    private boolean open(String directory) throws IOException {
        Exporter exporter = SourceMetrics.scan(new Workspace(root, p -> { }), p -> { }).exporter(directory);
        return exporter.families(Version.UNKNOWN, Clues.NONE).mayHave("http_requests_total");
    }

    private static List<String> packages(String path, String text) {
        return Manifest.read(new Source(path, path, text)).stream().flatMap(m -> m.packages().stream()).toList();
    }

    @Test
    void requirements() {
        assertThat(packages("api/requirements.txt", """
                # comment
                FastAPI==0.110.0
                uvicorn[standard]>=0.29 ; python_version >= "3.9"
                prometheus_client~=0.20   # inline
                -r requirements-dev.txt
                -r ../other.txt
                -e ../common
                -e git+https://example.com/x.git#egg=x
                --index-url https://example.com/simple
                somewhere @ https://example.com/x.whl
                ./wheels/local.whl
                """)).containsExactly("fastapi", "uvicorn", "prometheus-client", "?", "./common", "?", "?", "?");
    }

    @Test
    void pyproject() {
        assertThat(packages("pyproject.toml", """
                [project]
                name = "shop"   # "not-a-dependency"
                dependencies = [
                  "fastapi>=0.1",  # "commented-out"
                  'prometheus-client',
                ]
                [project.optional-dependencies]
                dev = ["pytest"]
                [tool.poetry.dependencies]
                python = "^3.11"
                Flask = { version = "3.0", extras = ["async"] }
                shared = { path = "libs/shared" }
                other = { git = "https://example.com/o.git" }
                [tool.ruff]
                select = ["E"]
                """)).containsExactly("fastapi", "prometheus-client", "pytest", "flask", "./libs/shared", "?");
        assertThat(packages("pyproject.toml", "[project]\ndynamic = [\"dependencies\"]\n")).containsExactly("?");
    }

    @Test
    void packageJson() {
        assertThat(packages("web/package.json", """
                {"dependencies": {"express": "^4", "shared": "file:../shared", "mono": "workspace:*", "odd": "someone/fork"},
                 "devDependencies": {"jest": "1"}}
                """)).containsExactly("express", "./shared", "./", "?");
        assertThat(packages("web/package.json", "{")).containsExactly("?");
    }

    @Test
    void goModules() {
        assertThat(packages("go.mod", """
                module example.com/shop
                go 1.22
                require github.com/gin-gonic/gin v1.9.1
                require (
                \tgithub.com/prometheus/client_golang v1.19.0 // indirect
                \tgithub.com/go-chi/chi/v5 v5.0.0
                )
                replace example.com/lib => ./lib
                """)).containsExactly("github.com/gin-gonic/gin", "github.com/prometheus/client_golang", "github.com/go-chi/chi/v5", "./lib");
    }

    @Test
    void cargo() {
        assertThat(packages("crates/api/Cargo.toml", """
                [package]
                name = "api"
                [dependencies]
                axum = "0.7"
                tokio = { version = "1", features = [
                  "full",
                ] }
                common = { path = "../common" }
                serde.workspace = true
                renamed = { package = "real-name", version = "1" }
                [dependencies.sqlx]
                version = "0.7"
                [dev-dependencies]
                criterion = "0.5"
                """)).containsExactly("axum", "tokio", "./crates/common", "serde", "real-name", "sqlx");
    }

    @Test
    void dockerfiles() {
        assertThat(packages("Dockerfile", """
                ARG V=3.12
                FROM --platform=linux/amd64 docker.io/library/python:${V}-slim AS base
                RUN apt-get update && apt-get install -y curl
                RUN pip install --no-cache-dir -r requirements.txt \\
                    && python -m pip install "gunicorn==22" loud[x]
                FROM base
                RUN npm install -g pm2@5 && npm ci
                """)).containsExactly("gunicorn", "loud", "pm2");
        assertThat(packages("Dockerfile", "FROM example.com/team/base:1\n")).containsExactly("?");
        assertThat(packages("Dockerfile", "FROM python:3\nRUN opentelemetry-bootstrap -a install\n")).contains("?");
    }

    @Test
    void whatIsNotDeclaredIsNotThereWhenNoDependencyAddsMetrics() throws IOException {
        write("api/app.py", PYTHON);
        write("api/requirements.txt", "fastapi\nprometheus-client\n");
        write("api/Dockerfile", "FROM python:3.12-slim\nRUN pip install -r requirements.txt\n");
        assertThat(open("api")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starlette-exporter", "prometheus-fastapi-instrumentator", "some-company-framework", "-e ../common", "opentelemetry-exporter-prometheus"})
    void oneDependencyThatIsNotListedOpensTheProgram(String dependency) throws IOException {
        write("api/app.py", PYTHON);
        write("api/requirements.txt", "fastapi\n" + dependency + "\n");
        assertThat(open("api")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "from prometheus_client import Counter as C\nC('x', 'd')\n",
        "from prometheus_client import (\n  Gauge as G,\n)\n",
        "from prometheus_client import Gauge\nKINDS = [Gauge]\n",
        "from prometheus_client import Gauge\nmake(Gauge, 'http_requests')\n",
        "import prometheus_client\nclass Mine(prometheus_client.Counter):\n  pass\n",
        "from prometheus_client import Histogram\nKINDS = {'h': Histogram}\n",
        "from shared.telemetry import Counter\nCounter('http_requests', 'd')\n",
        "from opentelemetry import metrics\nmetrics.get_meter('x').create_counter('y')\n",
        "from prometheus_client import Counter\nCounter(name, 'd')\n"})
    void codeThatMayMakeOtherMetricsOpensTheProgram(String code) throws IOException {
        write("api/app.py", PYTHON);
        write("api/other.py", code);
        write("api/requirements.txt", "fastapi\n");
        assertThat(open("api")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "from prometheus_client import (Counter, Gauge)\ndef f(c: Counter, g: list[Gauge] | None) -> Counter:\n  return c\n",
        "from collections import Counter\nwords = Counter('abc')\n",
        "import prometheus_client as prom\nprom.Gauge('depth', 'd')\n"})
    void ordinaryCodeDoesNot(String code) throws IOException {
        write("api/app.py", PYTHON);
        write("api/other.py", code);
        write("api/requirements.txt", "fastapi\n");
        assertThat(open("api")).isFalse();
    }

    @Test
    void theLanguageOfTheMetricsNeedsAManifest() throws IOException {
        write("api/app.py", PYTHON);
        assertThat(open("api")).as("nothing is known of what it imports").isTrue();
        write("api/web/package.json", "{\"dependencies\": {\"express\": \"4\"}}");
        assertThat(open("api")).as("only the other language has one").isTrue();
        write("api/pyproject.toml", "[project]\ndependencies = [\"flask\"]\n");
        assertThat(open("api")).isFalse();
    }

    @Test
    void codeElsewhereInTheRepositoryMayBePartOfIt() throws IOException {
        write("api/app.py", PYTHON);
        write("api/requirements.txt", "fastapi\n");
        write("lib/m.py", "from prometheus_client import Counter\nCounter('http_requests', 'd')\n");
        assertThat(SourceMetrics.scan(new Workspace(root, p -> { }), p -> { }).exporter("api").families(Version.UNKNOWN, Clues.NONE)
                .series("http_requests_total").get(0).family().condition()).isNotEmpty();
    }

    @Test
    void theRunTimeKeepsItsNames() throws IOException {
        write("api/app.py", PYTHON);
        write("api/requirements.txt", "fastapi\n");
        assertThat(SourceMetrics.scan(new Workspace(root, p -> { }), p -> { }).exporter("api").families(Version.UNKNOWN, Clues.NONE)
                .mayHave("process_something_new")).isTrue();
    }
}
