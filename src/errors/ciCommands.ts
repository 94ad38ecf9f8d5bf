/** What a CI system takes for a command when it stands in a log. */
export interface CiCommand {
  systems: readonly string[];
  /** Where the form is documented, or the code that reads it. */
  sources: readonly string[];
  /** Matches up to the first character of the mark that makes a command of a text: a blank after it breaks the mark. */
  mark: RegExp;
}

/**
 * All other forms that we know need a control character, and those are replaced anyway: sections of GitLab
 * (https://docs.gitlab.com/ci/jobs/job_logs/), notes of Jenkins, links and images of Buildkite.
 */
export const CI_COMMANDS: readonly CiCommand[] = [
  {
    // `##vso[task.setvariable …]`, `##[error]`, `##teamcity[buildStop …]`, anywhere in a line.
    systems: ["Azure Pipelines", "GitHub Actions", "TeamCity", "Octopus Deploy", "MyGet"],
    sources: [
      "https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs",
      "https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands",
      "https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs",
      "https://www.jetbrains.com/help/teamcity/service-messages.html",
      "https://github.com/OctopusDeploy/Calamari",
    ],
    mark: /#(?=#)/g,
  },
  {
    // `::set-output name=…::…`, `::add-mask::…`, at the start of a line, behind blanks too.
    systems: ["GitHub Actions", "act", "Gitea", "Forgejo"],
    sources: [
      "https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs",
      "https://github.com/nektos/act/blob/master/pkg/runner/command.go",
    ],
    mark: /^[^\S\n]*:(?=:[^\n]*::)/gm,
  },
  {
    // `--- …`, `+++ …`, `~~~ …`, `^^^ +++` at the start of a line: headings of groups.
    systems: ["Buildkite"],
    sources: ["https://buildkite.com/docs/pipelines/managing-log-output"],
    mark: /^([-+~^])(?=\1\1\s)/gm,
  },
];
