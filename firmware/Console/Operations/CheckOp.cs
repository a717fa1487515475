using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles.Operations;

/// <summary><c>check</c>: the faults and notices of a configuration that is given, is staged, or runs.</summary>
internal sealed class CheckOp : ConsoleOp
{
    private const string ValueKey = "value";

    internal CheckOp()
        : base("check", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        Hashtable given = null;
        if (request.Members.Has(ValueKey))
        {
            object value = request.Members.Take(ValueKey);
            given = value as Hashtable;
            string fraction = Tree.FindFraction(value, ValueKey);
            if (given == null)
            {
                request.Members.AddFault(ValueKey, "is not an object", "give a whole configuration, or none");
            }
            else if (fraction != null)
            {
                request.Members.AddFault(fraction, "is not a whole number of 64 bits", "write a whole number");
            }
        }

        if (!request.IsSound())
        {
            return;
        }

        Hashtable staged = request.Console.Staging.Root;
        Hashtable running = request.Console.Configuration.Root;
        if (given != null)
        {
            Secrets.Keep(given, staged);
            Secrets.Keep(given, running);
        }

        ConfigurationCheck check =
            ConfigurationCheck.Of(given ?? staged ?? running ?? new Hashtable(), request.Console.Board);
        check.Faults.Write(request.Result, "faults");
        WriteNotices(request.Result, check.Settings);
    }

    private static void WriteNotices(JsonWriter writer, RouterSettings settings)
    {
        writer.BeginList("notices");
        for (int i = 0; settings != null && i < settings.Notices.Length; i++)
        {
            writer.Text(null, settings.Notices[i]);
        }

        writer.End();
    }
}
