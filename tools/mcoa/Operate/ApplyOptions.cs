namespace McoaRouter.Tools.Operate;

/// <summary>What <c>mcoa apply</c> is asked.</summary>
/// <param name="File">The configuration.</param>
/// <param name="Yes">Whether nobody is asked.</param>
/// <param name="DryRun">Whether nothing is committed.</param>
/// <param name="NoConfirm">Whether the confirmation is left to another.</param>
/// <param name="ConfirmSeconds">How long the trial lasts, in seconds.</param>
internal sealed record ApplyOptions(string File, bool Yes, bool DryRun, bool NoConfirm, int ConfirmSeconds);
