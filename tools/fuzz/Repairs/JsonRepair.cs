using System.Collections.Generic;

namespace McoaRouter.Fuzz.Repairs;

/// <summary>
/// Makes each line of a mutated text nearer to JSON: quotes, brackets and braces that were opened are closed, and those that
/// close nothing are left out.
/// </summary>
public static class JsonRepair
{
    /// <summary>A text made of one.</summary>
    public static byte[] Text(byte[] text)
    {
        List<byte> whole = [];
        Stack<byte> open = new();
        bool quoted = false;
        bool perLine = System.Array.IndexOf(text, (byte)'\n') is var end && end > 0 && text[end - 1] == '}';
        for (int i = 0; i < text.Length; i++)
        {
            byte octet = text[i];
            if (octet == '\n' && perLine)
            {
                Close(whole, open, quoted);
                quoted = false;
                whole.Add(octet);
            }
            else if (quoted)
            {
                whole.Add(octet);
                if (octet == '\\' && i + 1 < text.Length)
                {
                    whole.Add(text[++i]);
                }

                quoted = octet != '"';
            }
            else if (octet is (byte)'}' or (byte)']')
            {
                if (open.Count > 0)
                {
                    whole.Add(open.Pop());
                }
            }
            else
            {
                quoted = octet == '"';
                whole.Add(octet);
                if (octet is (byte)'{' or (byte)'[')
                {
                    open.Push(octet == '{' ? (byte)'}' : (byte)']');
                }
            }
        }

        Close(whole, open, quoted);
        return [.. whole];
    }

    private static void Close(List<byte> whole, Stack<byte> open, bool quoted)
    {
        if (quoted)
        {
            whole.Add((byte)'"');
        }

        while (open.Count > 0)
        {
            whole.Add(open.Pop());
        }
    }
}
