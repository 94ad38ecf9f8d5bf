/**
 * The marks that CI systems take for commands in a log. Each pattern matches up to the first character of a mark: a blank after
 * it breaks the mark.
 *
 * Other known forms need a control character, which `printable` replaces: sections of GitLab
 * (https://docs.gitlab.com/ci/jobs/job_logs/), notes of Jenkins, links and images of Buildkite.
 */
export const CI_COMMANDS: readonly RegExp[] = [
  // Anywhere in a line: `##vso[task.setvariable …]`, `##[error]`, `##teamcity[buildStop …]`, `##octopus[…]`, `##myget[…]`.
  // Azure Pipelines: https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs
  //   and https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  // GitHub Actions: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParse)
  // TeamCity, and MyGet: https://www.jetbrains.com/help/teamcity/service-messages.html
  // Octopus Deploy: https://github.com/OctopusDeploy/Calamari
  /#(?=#)/g,
  // At the start of a line, also after blanks: `::set-output name=…::…`, `::add-mask::…`.
  // GitHub Actions: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2)
  // act, Gitea and Forgejo: https://github.com/nektos/act/blob/master/pkg/runner/command.go
  /^[^\S\n]*:(?=:[^\n]*::)/gm,
  // At the start of a line, a heading: `--- …`, `+++ …`, `~~~ …`, `^^^ +++`.
  // Buildkite: https://buildkite.com/docs/pipelines/managing-log-output
  /^([-+~^])(?=\1\1\s)/gm,
];
