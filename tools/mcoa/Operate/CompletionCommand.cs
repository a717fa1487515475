using System.CommandLine;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa completion SHELL</c>: a script after which the shell completes what is typed behind <c>mcoa</c>.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # mcoa: completion for bash. Use it with: eval "$(mcoa completion bash)"
        _mcoa() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _mcoa mcoa
        """;

    private const string Zsh = """
        #compdef mcoa
        # mcoa: completion for zsh. Use it with: eval "$(mcoa completion zsh)"
        _mcoa() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a found || _files
        }
        compdef _mcoa mcoa
        """;

    private const string PowerShell = """
        # mcoa: completion for PowerShell. Use it with: mcoa completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName mcoa -ScriptBlock {
            param($word, $line, $cursor)
            mcoa "[suggest:$cursor]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        Command command = new("completion", "Print a script that has a shell complete mcoa's commands, options and ports.") { shell };
        command.SetAction((arguments, _) =>
        {
            arguments.InvocationConfiguration.Output.WriteLine(arguments.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => PowerShell,
            });
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
