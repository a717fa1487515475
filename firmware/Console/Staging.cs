using System.Collections;

namespace McoaRouter.Consoles;

/// <summary>The configuration that is being made: one for all sessions, with a number that each change raises.</summary>
internal sealed class Staging
{
    private int _last;

    /// <summary>It as a tree, or null where nothing is staged.</summary>
    internal Hashtable Root;

    /// <summary>The number of the last change, or 0 where nothing is staged.</summary>
    internal int Number;

    /// <summary>Takes another one.</summary>
    internal void Stage(Hashtable root)
    {
        Root = root;
        _last++;
        Number = _last;
    }

    /// <summary>Forgets it.</summary>
    internal void Discard()
    {
        Root = null;
        Number = 0;
    }
}
