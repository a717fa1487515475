using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles.Operations;

/// <summary><c>set</c>: stages a change, or a whole configuration.</summary>
internal sealed class SetOp : ConsoleOp
{
    private const string ValueKey = "value";
    private const string ValueRemedy = "give the value to put there, or \"remove\":true";

    internal SetOp()
        : base("set", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        JsonObjectReader members = request.Members;
        ConfigurationPath path = request.ReadPath();
        bool removes = members.ReadFlag("remove", false, "write true, or leave it out");
        bool gives = members.Has(ValueKey);
        object value = members.Take(ValueKey);
        if (gives == removes)
        {
            members.AddFault(ValueKey, gives ? "does not go with \"remove\"" : "is missing", ValueRemedy);
        }
        else if (removes && path != null && path.Count == 0)
        {
            members.AddFault("path", "is missing", "say what to remove");
        }
        else if (path != null)
        {
            CheckValue(members, path, value);
        }

        if (request.IsSound())
        {
            Stage(request, path, value, removes);
        }
    }

    private static void CheckValue(JsonObjectReader members, ConfigurationPath path, object value)
    {
        string fraction = Tree.FindFraction(value, ValueKey);
        if (fraction != null)
        {
            members.AddFault(fraction, "is not a whole number of 64 bits", "no setting needs a fraction, write a whole number");
        }
        else if (path.Count + Tree.DepthOf(value) > ConsoleLimits.Depth)
        {
            string deepest = ConsoleLimits.Depth.ToString();
            members.AddFault(ValueKey, "is nested too deep", "keep the configuration within " + deepest + " levels");
        }
        else if (path.Count == 0 && !(value is Hashtable))
        {
            members.AddFault(ValueKey, "is " + SettingsValue.KindOf(value) + ", not an object", "write { ... } around it");
        }
    }

    private static void Stage(ConsoleRequest request, ConfigurationPath path, object value, bool removes)
    {
        Hashtable running = request.Console.Configuration.Root;
        Hashtable staged = request.Console.Staging.Root;
        Hashtable present = staged ?? running ?? new Hashtable();
        Hashtable root = path.Count == 0 ? (Hashtable)value : (Hashtable)Tree.Copy(present);
        if (removes ? !path.TryRemove(root) : path.Count > 0 && !path.TrySet(root, value))
        {
            request.FailUnknown(removes
                ? "the configuration has nothing there to remove; get shows what it has"
                : "the configuration has nothing to put it into; set what is around it first, an item of a list by the next index");
            return;
        }

        Secrets.Keep(root, staged);
        Secrets.Keep(root, running);
        ConfigurationCheck check = ConfigurationCheck.Of(root, request.Console.Board);
        if (check.Text == null)
        {
            request.Fail(ErrorCodes.TooLarge, ConfigurationCheck.TooLarge(), FaultList.Root);
            return;
        }

        request.Console.Staging.Stage(root);
        request.Session.Staged = request.Console.Staging.Number;
        request.Result.Number("staging", request.Console.Staging.Number);
        check.Faults.Write(request.Result, "faults");
    }
}
