# `sam build` runs build-<LogicalId> for each function of template.yaml. All functions are one native binary, which is compiled once;
# each target puts it into that function's artifact folder.

FUNCTIONS := FunctionWatcher QueueWatcher RecursionWatcher ConfigurationWatcher CircuitBreaker
RUNTIME_ID ?= $(if $(filter aarch64 arm64,$(shell uname -m)),linux-arm64,linux-x64)
OUTPUT := artifacts/lambda
SOURCES := $(shell find src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json -type f -not -path '*/bin/*' -not -path '*/obj/*')
DOTNET ?= dotnet
# The project links with gcc, which build machines have; clang does as well.
LINKER := $(if $(shell command -v gcc),,-p:CppCompilerAndLinker=clang)
# Further options of `dotnet publish`.
PUBLISH_OPTIONS ?=
TARGETS := $(addprefix build-,$(FUNCTIONS))

.PHONY: all clean $(TARGETS)

all: $(OUTPUT)/bootstrap

$(TARGETS): $(OUTPUT)/bootstrap
	mkdir -p "$(ARTIFACTS_DIR)"
	install -m 0755 $(OUTPUT)/bootstrap "$(ARTIFACTS_DIR)/bootstrap"

$(OUTPUT)/bootstrap: $(SOURCES)
	$(DOTNET) publish src/Watchdog.Functions/Watchdog.Functions.csproj --configuration Release --runtime $(RUNTIME_ID) $(LINKER) $(PUBLISH_OPTIONS) --output $(OUTPUT)
	touch $@

clean:
	rm -rf $(OUTPUT)
