using System.IO;

namespace McoaRouter.Tools.Torture;

/// <summary>Where a command writes to, and how.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="IsTerminal">Whether somebody looks at it.</param>
/// <param name="Json">Whether it gets JSON Lines and nothing else.</param>
internal sealed record TortureScreen(TextWriter Output, bool IsTerminal, bool Json);
